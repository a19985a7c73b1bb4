using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Tables;

/// <summary>
/// What of a table is shown in a number of columns. Where the whole is too wide, in this order: headings are broken at spaces and hyphens; cells show
/// shorter forms; texts are cut to <see cref="LongText"/>; columns are left out as the table says; then columns continue below, or texts are cut to
/// <see cref="ShortText"/>.
/// </summary>
internal sealed class TableLayout
{
    /// <summary>The columns between two cells, and before the first one.</summary>
    public const int Gap = 2;

    private const int LongText = 32;
    private const int ShortText = 12;

    private readonly TextTable _table;
    private readonly int _width;
    private readonly List<int> _columns;
    private readonly int _forms;
    private string[][] _cells = [];
    private int[] _whole = [];
    private bool _breaksHeadings;
    private int _level;
    private int _longest = int.MaxValue;

    private TableLayout(TextTable table, int width)
    {
        (_table, _width) = (table, width);
        _columns = [.. Enumerable.Range(0, table.Columns.Count)];
        _forms = table.Rows.SelectMany(r => r).Select(c => c.Shorter.Count).DefaultIfEmpty(0).Max();
    }

    /// <summary>Whether anything but headings is shorter than in the table.</summary>
    public bool IsShortened => _level > 0 || _columns.Count < _table.Columns.Count || _columns.Exists(c => WidthOf(c) < _whole[c]);

    /// <summary>The headings of the columns that are left out.</summary>
    public IEnumerable<string> LeftOut => _table.Columns.Where((_, i) => !_columns.Contains(i)).Select(c => c.Heading).Distinct();

    /// <summary>The columns to print, one list per table: several where the table continues below.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Parts { get; private set; } = [];

    /// <summary>Finds the layout of a table for a width in columns.</summary>
    public static TableLayout Fit(TextTable table, int width)
    {
        var layout = new TableLayout(table, width);
        layout.Narrow();
        return layout;
    }

    /// <summary>A cell as it is shown.</summary>
    public string Cell(int row, int column) => Cut(_cells[row][column], column);

    /// <summary>The lines of a heading.</summary>
    public IReadOnlyList<string> Heading(int column)
    {
        var heading = PlainText.Clean(_table.Columns[column].Heading);
        return _breaksHeadings ? [.. Words(heading).Select(w => Cut(w, column))] : [heading];
    }

    /// <summary>The width of a column.</summary>
    public int WidthOf(int column) => _table.Columns[column].IsRight ? _whole[column] : Math.Min(_whole[column], _longest);

    private bool IsTooWide => Total(_columns) > _width;

    private int Total(IEnumerable<int> columns) => columns.Sum(c => WidthOf(c) + Gap);

    private string Cut(string text, int column) => _table.Columns[column].IsRight ? text : TextWidth.Cut(text, _longest);

    // A folder has thousands of modules: texts are cleaned and measured once per form, not once per width that is tried.
    private void Measure()
    {
        _cells = [.. _table.Rows.Select(row => row.Select(c => PlainText.Clean(c.Form(_level))).ToArray())];
        _whole = [.. _table.Columns.Select((_, c) => _cells.Select(row => row[c]).Concat(Heading(c)).Select(TextWidth.Measure).DefaultIfEmpty(0).Max())];
    }

    private void Narrow()
    {
        Measure();
        if (IsTooWide)
        {
            _breaksHeadings = true;
            Measure();
        }

        while (IsTooWide && _level < _forms)
        {
            _level++;
            Measure();
        }

        CutTexts(LongText);
        foreach (var heading in _table.LeaveOut.TakeWhile(_ => IsTooWide))
        {
            _columns.RemoveAll(c => _table.Columns[c].Heading == heading);
        }

        // What was left out may have made room for longer texts.
        CutTexts(LongText);
        if (!_table.Continues)
        {
            CutTexts(ShortText);
        }

        Parts = IsTooWide && _table.Continues ? Split() : [_columns];
    }

    // Finds the longest limit from the least one up at which the table fits; the least where none does.
    private void CutTexts(int least)
    {
        _longest = int.MaxValue;
        if (!IsTooWide)
        {
            return;
        }

        var (low, high) = (least, Math.Max(least, _columns.Select(WidthOf).DefaultIfEmpty(0).Max()));
        while (low < high)
        {
            _longest = low + ((high - low + 1) / 2);
            (low, high) = IsTooWide ? (low, _longest - 1) : (_longest, high);
        }

        _longest = low;
    }

    private List<IReadOnlyList<int>> Split()
    {
        var parts = new List<IReadOnlyList<int>>();
        var part = new List<int> { _columns[0] };
        foreach (var column in _columns.Skip(1))
        {
            if (part.Count > 1 && Total([.. part, column]) > _width)
            {
                parts.Add(part);
                part = [_columns[0]];
            }

            part.Add(column);
        }

        parts.Add(part);
        return parts;
    }

    // "body-bytes" breaks behind its hyphen, "share of the change" at each space.
    private static IEnumerable<string> Words(string heading)
    {
        foreach (var word in heading.Split(' '))
        {
            var start = 0;
            for (var i = 0; i < word.Length - 1; i++)
            {
                if (word[i] == '-')
                {
                    yield return word[start..(i + 1)];
                    start = i + 1;
                }
            }

            yield return word[start..];
        }
    }
}
