using System.Text;

namespace CompileBench.Analysis.Explanation;

/// <summary>
/// Shortens demangled Rust names to crate, path and function. Type arguments are dropped, because the linker merges functions with equal code:
/// the arguments in a name may be those of another function, and two versions of a library are merged differently.
/// </summary>
public static class RustName
{
    /// <summary>
    /// <c>&lt;regalloc2::ion::Env&lt;F&gt;&gt;::run</c> becomes <c>regalloc2::ion::Env::run</c>; <c>&lt;A&lt;B&gt; as C&gt;::f</c> becomes
    /// <c>&lt;A as C&gt;::f</c>. Crates that Wasmtime renamed keep their older, shorter name.
    /// </summary>
    public static string Shorten(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(name.Length);
        var at = 0;
        // Callgrind appends an apostrophe and a number to the levels of a recursion.
        var apostrophe = name.LastIndexOf('\'');
        var whole = apostrophe > 0 && name.AsSpan(apostrophe + 1) is { Length: > 0 } level && !level.ContainsAnyExceptInRange('0', '9') ? name[..apostrophe] : name;
        Copy(whole, ref at, text, '\0');
        return text.Replace("wasmtime_internal_", "wasmtime_").ToString();
    }

    /// <summary>The type and function of a shortened name, for narrow places: <c>EgraphPass::run</c>.</summary>
    public static string Brief(string shortName)
    {
        ArgumentNullException.ThrowIfNull(shortName);
        var close = shortName.LastIndexOf('>');
        if (shortName.StartsWith('<') && close > 0 && shortName.IndexOf(" as ", StringComparison.Ordinal) is > 0 and var trait)
        {
            return LastParts(shortName[1..trait], 1) + shortName[(close + 1)..];
        }

        return LastParts(shortName, 2);
    }

    private static string LastParts(string path, int parts)
    {
        var at = path.Length;
        for (var i = 0; i < parts && at >= 0; i++)
        {
            at = at == 0 ? -1 : path.LastIndexOf("::", at - 1, StringComparison.Ordinal);
        }

        return at < 0 ? path : path[(at + 2)..];
    }

    // Copies up to the bracket that closes the surrounding one, or to the end.
    private static void Copy(string name, ref int at, StringBuilder text, char close)
    {
        while (at < name.Length)
        {
            var c = name[at];
            if (c == close && !IsArrow(name, at))
            {
                return;
            }

            at++;
            if (c == '<')
            {
                TakeBracket(name, ref at, text);
            }
            else
            {
                text.Append(c);
            }
        }
    }

    private static void TakeBracket(string name, ref int at, StringBuilder text)
    {
        var follows = text.Length > 0 && (char.IsAsciiLetterOrDigit(text[^1]) || text[^1] is '_' or ':' or '}' or '>');
        var inner = new StringBuilder();
        Copy(name, ref at, inner, '>');
        at++;
        if (follows)
        {
            // Type arguments, possibly preceded by the two colons of an expression.
            while (text.Length > 0 && text[^1] == ':')
            {
                text.Length--;
            }

            return;
        }

        var content = inner.ToString();
        if (content.Contains(" as ", StringComparison.Ordinal))
        {
            text.Append('<').Append(content).Append('>');
        }
        else
        {
            text.Append(content);
        }
    }

    private static bool IsArrow(string name, int at) => at > 0 && name[at] == '>' && (name[at - 1] == '-' || name[at - 1] == '=');
}
