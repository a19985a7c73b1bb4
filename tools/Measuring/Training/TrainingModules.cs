using CompileBench.Modules;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Training;

/// <summary>One module of a training run as a file that workers read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Description">The module as the manifest lists it.</param>
internal sealed record ModuleToMeasure(string Path, ModuleDescription Description);

/// <summary>Makes the modules of a training run: those of the catalog, and of each real one some functions alone. The folder goes with it.</summary>
internal sealed class TrainingModules : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("compilebench-training");

    /// <summary>The modules of one entry: itself first, then its functions.</summary>
    /// <param name="module">The fetched module.</param>
    /// <param name="functions">How many functions alone, of a real module.</param>
    public IReadOnlyList<ModuleToMeasure> Expand(ModuleFetchResult.Available module, int functions)
    {
        ArgumentNullException.ThrowIfNull(module);
        var entry = module.Entry;
        var bytes = File.ReadAllBytes(module.Path);
        var whole = new ModuleToMeasure(
            module.Path,
            new ModuleDescription(entry.Name.Text, module.Digest.ToString(), bytes.Length, entry.Category.ToString(), entry.Origin.Describe(), entry.Licence));
        return entry.Category == ModuleCategory.RealWorld && functions > 0
            ? [whole, .. SingleFunctions.Choose(bytes, functions).Select(body => Single(whole.Description, bytes, body))]
            : [whole];
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);

    private ModuleToMeasure Single(ModuleDescription whole, byte[] bytes, int body)
    {
        var single = SingleFunctions.Keep(bytes, body);
        var name = SingleFunctions.NameFor(whole.Name, body);
        var path = Path.Combine(_directory.FullName, name + ".wasm");
        File.WriteAllBytes(path, single);
        return new ModuleToMeasure(path, whole with
        {
            Name = name,
            Digest = ModuleDigest.Compute(single).ToString(),
            Bytes = single.Length,
            Category = nameof(ModuleCategory.Handwritten),
            Origin = $"function {body} alone of {whole.Origin}",
        });
    }
}
