namespace CompileBench.Reporting.Language;

/// <summary>Fields of a CSV file as RFC 4180 writes them, safe to open in a spreadsheet.</summary>
public static class CsvText
{
    /// <summary>
    /// The field, quoted where it must be. Text that a spreadsheet would take for a formula gets an apostrophe in front
    /// (OWASP, "CSV Injection"); numbers do not come through here.
    /// </summary>
    public static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (text.Length > 1 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
