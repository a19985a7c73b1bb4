using System.Globalization;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Profiling;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Reducing;

/// <summary>Reads a condition by recursive descent: comparison, sum, product, atom.</summary>
internal sealed class ConditionParser(string text)
{
    private const int DeepestNesting = 100;

    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal)
    {
        ["ns"] = 1e-9, ["us"] = 1e-6, ["ms"] = 1e-3, ["s"] = 1, ["m"] = 60, ["KB"] = 1e3, ["MB"] = 1e6, ["GB"] = 1e9, ["k"] = 1e3, ["M"] = 1e6, ["G"] = 1e9, ["%"] = 0.01,
    };

    private static readonly Dictionary<string, QuantityKind> Functions = new(StringComparer.Ordinal)
    {
        ["time"] = QuantityKind.Time, ["memory"] = QuantityKind.Memory, ["code"] = QuantityKind.Code, ["instructions"] = QuantityKind.Instructions,
    };

    private int _at;
    private int _depth;

    public Condition Parse()
    {
        var comparisons = new List<Condition.Comparison> { Comparison() };
        while (!AtEnd)
        {
            if (Word() != "and")
            {
                throw Fault("'and' or the end was expected");
            }

            comparisons.Add(Comparison());
        }

        return new Condition(text, comparisons);
    }

    private bool AtEnd
    {
        get
        {
            SkipSpace();
            return _at == text.Length;
        }
    }

    private Condition.Comparison Comparison()
    {
        SkipSpace();
        var start = _at;
        var left = Sum();
        SkipSpace();
        var sign = text[_at..] switch
        {
            ['>' or '<', '=', ..] => text.Substring(_at, 2),
            ['>' or '<', ..] => text.Substring(_at, 1),
            _ => throw Fault("one of > >= < <= was expected"),
        };
        _at += sign.Length;
        var right = Sum();
        return new Condition.Comparison(left, sign, right, text[start.._at].Trim());
    }

    private Term Sum()
    {
        var term = Product();
        while (TryTake('+', '-') is { } sign)
        {
            term = new Term.Operation(sign, term, Product());
        }

        return term;
    }

    private Term Product()
    {
        var term = Atom();
        while (TryTake('*', '/') is { } sign)
        {
            term = new Term.Operation(sign, term, Atom());
        }

        return term;
    }

    private Term Atom()
    {
        SkipSpace();
        if (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            return Number();
        }

        if (TryTake('(', '(') is not null)
        {
            if (++_depth > DeepestNesting)
            {
                throw Fault($"parentheses nest deeper than {DeepestNesting}");
            }

            var inner = Sum();
            Expect(')');
            _depth--;
            return inner;
        }

        var start = _at;
        var name = Word();
        if (Functions.TryGetValue(name, out var kind))
        {
            return new Term.Measured(Arguments(kind));
        }

        if (name == "bytes")
        {
            return new Term.Measured(new Quantity(QuantityKind.Bytes));
        }

        _at = start;
        return name.Length == 0 ? throw Fault("a number or a quantity was expected")
            : ComplexityMetric.Find(name) is null
                ? throw Fault($"there is no quantity '{name}'{NearestNames.Suggestion(name, [.. Functions.Keys, "bytes", .. ComplexityMetric.All.Select(m => m.Name)])}")
                : Metric(name);
    }

    private Term.Measured Metric(string name)
    {
        _at += name.Length;
        return new Term.Measured(new Quantity(QuantityKind.Metric, name));
    }

    private Term.Number Number()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
        {
            _at++;
        }

        if (!double.TryParse(text[start.._at], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            _at = start;
            throw Fault("this is no number");
        }

        var unitStart = _at;
        while (_at < text.Length && (char.IsAsciiLetter(text[_at]) || text[_at] == '%'))
        {
            _at++;
        }

        var unit = text[unitStart.._at];
        if (unit.Length == 0)
        {
            return new Term.Number(number);
        }

        if (!Units.TryGetValue(unit, out var factor))
        {
            _at = unitStart;
            throw Fault($"there is no unit '{unit}'; there are {string.Join(", ", Units.Keys)}");
        }

        return new Term.Number(number * factor);
    }

    private Quantity Arguments(QuantityKind kind)
    {
        Expect('(');
        var start = _at;
        var end = text.IndexOf(')', _at);
        if (end < 0)
        {
            throw Fault("a closing parenthesis is missing");
        }

        _at = end + 1;
        var arguments = text[start..end].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (arguments.Length > 2)
        {
            _at = start;
            throw Fault("settings and an engine are all that can stand here");
        }

        var settings = arguments.Length > 0 ? SettingsSelection.Parse([arguments[0]])[0].Name : SettingNames.Baseline;
        return new Quantity(kind, "", settings, arguments.Length > 1 ? arguments[1] : null);
    }

    private string Word()
    {
        SkipSpace();
        var start = _at;
        var end = _at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.'))
        {
            end++;
        }

        _at = end;
        return text[start..end];
    }

    private char? TryTake(char one, char other)
    {
        SkipSpace();
        return _at < text.Length && (text[_at] == one || text[_at] == other) ? text[_at++] : null;
    }

    private void Expect(char wanted)
    {
        if (TryTake(wanted, wanted) is null)
        {
            throw Fault($"'{wanted}' was expected");
        }
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private UsageException Fault(string what) => new($"condition '{text}', character {_at + 1}: {what}");
}
