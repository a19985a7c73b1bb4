using System.Globalization;

namespace CompileBench.Measuring.Instructions.Callgrind;

/// <summary>
/// Reads the format of Valgrind's manual, "Callgrind Format Specification", as callgrind itself writes it: names given once with a number
/// and by number afterwards, positions that do not matter here, the first event counted only.
/// </summary>
public sealed class CallgrindReader
{
    private readonly Dictionary<string, string> _objects = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<(string? Object, string Name), CallgrindFunction> _functions = [];
    private readonly List<CallgrindFunction> _inOrder = [];
    private CallgrindFunction? _function;
    private CallgrindFunction? _callee;
    private string? _object;
    private string? _calledObject;
    private long _calls = -1;
    private long? _total;
    private int _positions = 1;
    private int _line;

    private CallgrindReader()
    {
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="CallgrindFormatException">It is none.</exception>
    public static CallgrindProfile Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new CallgrindReader();
        while (text.ReadLine() is { } line)
        {
            reader._line++;
            reader.Take(line);
        }

        return new CallgrindProfile(reader._total ?? throw reader.Fault("it ends without a total"), reader._inOrder);
    }

    /// <summary>Reads only the total.</summary>
    /// <exception cref="CallgrindFormatException">There is none.</exception>
    public static long ReadTotal(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new CallgrindReader();
        while (text.ReadLine() is { } line)
        {
            reader._line++;
            if (line.StartsWith("totals:", StringComparison.Ordinal))
            {
                reader.TakeTotal(line);
            }
        }

        return reader._total ?? throw reader.Fault("it ends without a total");
    }

    private void Take(string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        if (char.IsAsciiDigit(line[0]) || line[0] is '+' or '-' or '*')
        {
            TakeCost(line);
            return;
        }

        var equals = line.IndexOf('=');
        var colon = line.IndexOf(':');
        if (equals > 0 && (colon < 0 || equals < colon))
        {
            TakeAssignment(line.AsSpan(0, equals), line[(equals + 1)..]);
        }
        else if (colon > 0)
        {
            TakeHeader(line.AsSpan(0, colon), line);
        }
        else
        {
            throw Fault($"'{Shortened(line)}' is neither a cost nor a name nor a header");
        }
    }

    private void TakeHeader(ReadOnlySpan<char> key, string line)
    {
        switch (key)
        {
            case "totals":
                TakeTotal(line);
                break;
            case "positions":
                _positions = line[(line.IndexOf(':') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
                break;
        }
    }

    private void TakeTotal(string line)
    {
        var first = line["totals:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        _total = (_total ?? 0) + (long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : throw Fault("the total is no number"));
    }

    private void TakeAssignment(ReadOnlySpan<char> key, string value)
    {
        switch (key)
        {
            case "ob":
                _object = Resolve(_objects, value);
                break;
            case "fn":
                _function = Function(_object, Resolve(_names, value));
                _calledObject = null;
                break;
            case "cob":
                _calledObject = Resolve(_objects, value);
                break;
            case "cfn":
                _callee = Function(_calledObject ?? _object, Resolve(_names, value));
                break;
            case "calls":
                var count = value.Split(' ')[0];
                _calls = long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) ? calls : throw Fault($"'{Shortened(value)}' is no number of calls");
                break;
        }
    }

    private void TakeCost(string line)
    {
        var cost = CostOf(line);
        if (_function is null)
        {
            throw Fault("a cost stands before the first function");
        }

        if (_calls < 0)
        {
            _function.Exclusive += cost;
            return;
        }

        _function.AddCall(_callee ?? throw Fault("calls stand before what they call"), _calls, cost);
        _calls = -1;
        _calledObject = null;
    }

    private long CostOf(string line)
    {
        var rest = line.AsSpan();
        for (var i = 0; i < _positions; i++)
        {
            var space = rest.IndexOf(' ');
            if (space < 0)
            {
                // Zero costs at the end of a line may be left out.
                return 0;
            }

            rest = rest[(space + 1)..];
        }

        var end = rest.IndexOf(' ');
        return long.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var cost) ? cost : throw Fault($"'{Shortened(line)}' holds no cost");
    }

    // "(12) name" gives a number its name, "(12)" means it; without brackets the text is the name.
    private string Resolve(Dictionary<string, string> known, string text)
    {
        if (text.Length == 0 || text[0] != '(')
        {
            return text;
        }

        var close = text.IndexOf(')');
        if (close < 0 || !text.AsSpan(1, close - 1).ContainsOnlyDigits())
        {
            // A name of its own that begins with a bracket, such as "(below main)".
            return text;
        }

        var number = text[..(close + 1)];
        if (close + 2 < text.Length)
        {
            return known[number] = text[(close + 2)..];
        }

        return known.TryGetValue(number, out var name) ? name : throw Fault($"{number} was never given a name");
    }

    private CallgrindFunction Function(string? objectPath, string name)
    {
        if (!_functions.TryGetValue((objectPath, name), out var function))
        {
            function = new CallgrindFunction(name, objectPath);
            _functions.Add((objectPath, name), function);
            _inOrder.Add(function);
        }

        return function;
    }

    private CallgrindFormatException Fault(string fault) => new(_line, fault);

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}

/// <summary>Questions asked of spans.</summary>
internal static class SpanDigits
{
    /// <summary>Whether there is at least one character and all are ASCII digits.</summary>
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
