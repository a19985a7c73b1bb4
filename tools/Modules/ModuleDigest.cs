using System.Security.Cryptography;

namespace CompileBench.Modules;

/// <summary>The SHA-256 of a module's (or a native library's) bytes, written <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
public readonly record struct ModuleDigest
{
    private const string Prefix = "sha256:";

    private readonly string? _hex;

    private ModuleDigest(string hex) => _hex = hex;

    /// <summary>The 64 lower-case hexadecimal digits alone, as used for file names.</summary>
    public string Hex => _hex ?? "";

    /// <summary>The digest of these bytes.</summary>
    public static ModuleDigest Compute(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>The digest of what is left in a stream.</summary>
    public static ModuleDigest Compute(Stream stream) => new(Convert.ToHexStringLower(SHA256.HashData(stream)));

    /// <summary>Reads <c>sha256:…</c> as this type writes it.</summary>
    /// <exception cref="FormatException">The text is not such a digest.</exception>
    public static ModuleDigest Parse(string text) =>
        TryParse(text, out var digest)
            ? digest
            : throw new FormatException($"'{text}' is not a digest: expected sha256: and 64 lower-case hexadecimal digits");

    /// <summary>Reads <c>sha256:…</c>, or says that the text is none.</summary>
    public static bool TryParse(string? text, out ModuleDigest digest)
    {
        digest = default;
        if (text is null || text.Length != Prefix.Length + 64 || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in text.AsSpan(Prefix.Length))
        {
            if (!char.IsAsciiHexDigitLower(c))
            {
                return false;
            }
        }

        digest = new ModuleDigest(text[Prefix.Length..]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Prefix + Hex;
}
