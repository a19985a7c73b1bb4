namespace CompileBench.Cli.Commands.Advising;

/// <summary>A module that advice is about, as a file that workers can read.</summary>
internal sealed class AdvisedModule : IDisposable
{
    private readonly string? _temporary;

    /// <summary>Takes a module; one from standard input gets a temporary file.</summary>
    public AdvisedModule(ModuleInput input, byte[] bytes)
    {
        (Name, Bytes) = (input.Name, bytes);
        if (input.Path is null)
        {
            _temporary = System.IO.Path.GetTempFileName();
            File.WriteAllBytes(_temporary, bytes);
        }

        Path = System.IO.Path.GetFullPath(input.Path ?? _temporary!);
    }

    /// <summary>What to call it.</summary>
    public string Name { get; }

    /// <summary>Its bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_temporary is not null)
        {
            File.Delete(_temporary);
        }
    }
}
