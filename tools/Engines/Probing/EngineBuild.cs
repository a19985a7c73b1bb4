using CompileBench.Engines.Acquisition;
using CompileBench.Engines.Native;
using CompileBench.Modules;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Engines.Probing;

/// <summary>One Wasmtime to measure: a native library and the label its results go by.</summary>
/// <param name="Label">The label, such as <c>50.0.1</c> or a name the user gave.</param>
/// <param name="LibraryPath">The native library, absolute.</param>
/// <param name="Digest">SHA-256 of the library.</param>
public sealed record EngineBuild(string Label, string LibraryPath, ModuleDigest Digest)
{
    /// <summary>The word that names the library of the Wasmtime package on the command line.</summary>
    public const string PackageWord = "package";

    /// <summary>The library of the Wasmtime package this build references, labelled with its version.</summary>
    /// <exception cref="EngineUnavailableException">The package has none for this system.</exception>
    public static EngineBuild FromPackage() => FromFile(PackagedLibrary.Version, PackagedLibrary.Path());

    /// <summary>A library by its path.</summary>
    /// <exception cref="EngineUnavailableException">There is no such file, or it is no shared library for this system and processor.</exception>
    public static EngineBuild FromFile(string label, string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            // A pipe would block.
            RegularFile.Require(full, LinkPolicy.Follow);
            using var file = File.OpenRead(full);
            if (LibraryFormat.Fault(file) is { } fault)
            {
                throw new EngineUnavailableException($"engine {label}: {full} {fault}");
            }

            file.Position = 0;
            return new EngineBuild(label, full, ModuleDigest.Compute(file));
        }
        catch (RecordFormatException e)
        {
            throw new EngineUnavailableException($"engine {label}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineUnavailableException($"engine {label}: {full} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads <c>LABEL=PATH</c>, <c>package</c>, or any version of the Wasmtime package, which is fetched where the cache lacks it.</summary>
    /// <exception cref="EngineUnavailableException">The text is none of them, the file cannot be read, or the version cannot be had.</exception>
    public static EngineBuild Parse(string text) => Parse(text, null, CancellationToken.None);

    /// <summary>The same; a fetch is told to <paramref name="progress"/> and ended by <paramref name="cancellation"/>.</summary>
    /// <exception cref="EngineUnavailableException">The text is none of them, the file cannot be read, or the version cannot be had.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static EngineBuild Parse(string text, IProgress<string>? progress, CancellationToken cancellation)
    {
        var equals = text.IndexOf('=');
        if (equals > 0 && equals < text.Length - 1)
        {
            return FromFile(text[..equals], text[(equals + 1)..]);
        }

        if (text == PackageWord || text == PackagedLibrary.Version)
        {
            return FromPackage();
        }

        return EnginePackages.IsVersion(text)
            ? FromFile(text, EnginePackages.ForCurrentUser().ObtainAsync(text, progress, cancellation).GetAwaiter().GetResult())
            : throw new EngineUnavailableException(
                $"engine '{text}' is not known: give LABEL=PATH of a libwasmtime, a version such as {PackagedLibrary.Version}, or '{PackageWord}'");
    }
}
