using CompileBench.Modules.Profiling;

namespace CompileBench.Cli;

/// <summary>Writes <c>{"modules":[...]}</c> profile by profile, so that none has to be kept until the last is there.</summary>
internal sealed class ProfileListWriter : IDisposable
{
    private readonly TextWriter _output;
    private bool _any;

    public ProfileListWriter(TextWriter output)
    {
        _output = output;
        _output.Write("{\n  \"modules\": [");
    }

    /// <summary>Writes one more.</summary>
    public void Add(ProfileDocument profile)
    {
        // A line break within JSON is always one between tokens.
        _output.Write((_any ? ",\n    " : "\n    ") + ProfileJson.Serialize(profile).ReplaceLineEndings("\n    "));
        _any = true;
    }

    /// <summary>Ends the document; the output stays open.</summary>
    public void Dispose() => _output.WriteLine(_any ? "\n  ]\n}" : "]\n}");
}
