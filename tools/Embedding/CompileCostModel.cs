using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Prediction.Features;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Results.Schema;
using CompileBench.Results.Schema.Models;
using CompileBench.Results.Storage;

namespace CompileBench.Embedding;

/// <summary>
/// Predicts what compiling a module with Wasmtime costs, before it is compiled: time, peak memory and machine code, with intervals. Immutable and
/// thread-safe: one instance serves all threads of a program.
/// </summary>
/// <example>
/// <code>
/// var model = CompileCostModel.Load("results/models/50.0.1.json");
/// var cost = model.Predict(stream, settings: [SettingNames.Winch]).Settings[0];
/// if (cost.Nanoseconds!.Upper90 > 50e6) { /* compile later, or elsewhere */ }
/// </code>
/// </example>
public sealed class CompileCostModel
{
    /// <summary>The largest module that <see cref="Predict(Stream, IReadOnlyList{string}?)"/> reads when nothing else is said: 256 MiB.</summary>
    public const int DefaultMostBytes = 256 << 20;

    private const int ChunkBytes = 1 << 16;

    private readonly CostModel _model;
    private readonly Func<string, HostFactor>? _host;

    private CompileCostModel(CostModel model, int mostBytes, Func<string, HostFactor>? host) => (_model, MostBytes, _host) = (model, mostBytes, host);

    /// <summary>The label of the engine whose compiles are predicted.</summary>
    public string Engine => _model.Document.Engine;

    /// <summary>SHA-256 of that engine's native library, <c>sha256:…</c>.</summary>
    public string EngineDigest => _model.Document.EngineDigest;

    /// <summary>The settings that the model predicts.</summary>
    public IReadOnlyList<string> Settings => _model.Settings;

    /// <summary>The generated modules whose times tell how fast a host is, with their times on the machine of the training runs.</summary>
    public IReadOnlyList<CalibrationTime> Calibration => _model.Document.Calibration;

    /// <summary>The names of the runs that the model was trained on.</summary>
    public IReadOnlyList<string> Runs => _model.Document.Runs;

    /// <summary>The largest module that is read from a stream, in bytes.</summary>
    public int MostBytes { get; }

    /// <summary>The folder beside the program that has the models of the build: <c>models/</c>, one file per engine.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Reads the model of an engine that the build brings; null where it brings none.</summary>
    /// <param name="engine">The engine's label, such as <c>50.0.1</c>.</param>
    /// <exception cref="RecordFormatException">The file is not a model that this version reads.</exception>
    public static CompileCostModel? TryLoadFor(string engine) => PathFor(engine) is var path && File.Exists(path) ? Load(path) : null;

    /// <summary>The place of the model of an engine among those of the build; the file may be missing.</summary>
    /// <param name="engine">The engine's label, such as <c>50.0.1</c>.</param>
    public static string PathFor(string engine) => Path.Combine(DefaultFolder, Path.GetFileName(engine) + ".json");

    /// <summary>Reads a model.</summary>
    /// <param name="path">The model's file, as <c>compilebench predict train</c> writes it.</param>
    /// <exception cref="RecordFormatException">The file is not a model that this version reads.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CompileCostModel Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return FromDocument(ModelsJson.ReadModel(RegularFile.ReadAllBytes(path, FileLimits.Model)));
        }
        catch (RecordFormatException e)
        {
            throw e.WithMessage($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>The predicted CPU time of one compile on the machine of the training runs, in nanoseconds; null where the model does not have the settings.</summary>
    /// <param name="features">The module's features.</param>
    /// <param name="settings">The settings' name.</param>
    public CostEstimate? EstimateTime(ModuleFeatures features, string settings) => _model.Estimate(features, settings, CostTarget.Time);

    /// <summary>The model of a document.</summary>
    /// <exception cref="RecordFormatException">The document has features or targets that this version does not know.</exception>
    public static CompileCostModel FromDocument(CostModelDocument document) => new(CostModel.FromDocument(document), DefaultMostBytes, null);

    /// <summary>The same model for a host of known speed.</summary>
    /// <param name="host">The factor of each setting: how long the host takes for what the machine of the training runs does in one unit of time.</param>
    public CompileCostModel ForHost(Func<string, HostFactor> host) => new(_model, MostBytes, host);

    /// <summary>The same model with another limit on the size of streams.</summary>
    /// <param name="mostBytes">The largest module that is read, in bytes, at least 8.</param>
    public CompileCostModel WithLimit(int mostBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBytes, 8);
        return new CompileCostModel(_model, mostBytes, _host);
    }

    /// <summary>Predicts the costs of a module that is read from a stream to its end. The memory used is a small multiple of the bytes read.</summary>
    /// <param name="module">The module's bytes.</param>
    /// <param name="settings">The settings' names; null for all that the model has.</param>
    /// <exception cref="WasmDecodeException">The bytes are malformed, or there are more than <see cref="MostBytes"/>.</exception>
    /// <exception cref="ArgumentException">The model does not have one of the settings.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public ModulePrediction Predict(Stream module, IReadOnlyList<string>? settings = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        using var copy = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (module.Read(chunk) is > 0 and var read)
        {
            if (copy.Length + read > MostBytes)
            {
                throw new WasmDecodeException(WasmDecodeReason.LimitExceeded, SectionId.Header, MostBytes, $"{MostBytes} bytes are read at most");
            }

            copy.Write(chunk, 0, read);
        }

        return Predict(copy.GetBuffer().AsSpan(0, (int)copy.Length), settings);
    }

    /// <summary>Predicts the costs of a module.</summary>
    /// <param name="module">The module's bytes.</param>
    /// <param name="settings">The settings' names; null for all that the model has.</param>
    /// <param name="heaviest">How many of the heaviest functions are named, from 0 to 1000.</param>
    /// <exception cref="WasmDecodeException">The bytes are malformed.</exception>
    /// <exception cref="ArgumentException">The model does not have one of the settings.</exception>
    public ModulePrediction Predict(ReadOnlySpan<byte> module, IReadOnlyList<string>? settings = null, int heaviest = 5) => _model.Predict(module, settings, _host, heaviest);
}
