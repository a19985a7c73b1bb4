using System.Text.Json.Serialization;
using CompileBench.Cli.Commands.Compiling;
using CompileBench.Reporting.Documents;
using CompileBench.Results.Schema;

namespace CompileBench.Cli;

/// <summary>What <c>modules list --json</c> prints.</summary>
/// <param name="Modules">One element an entry.</param>
internal sealed record ModuleList(IReadOnlyList<ModuleListing> Modules);

/// <summary>One catalog entry as a list shows it.</summary>
internal sealed record ModuleListing(
    string Name, string Origin, string? Licence, string Category, string? Digest, long? Bytes, string? SourceLanguage, string? HostedLanguage, string? Toolchain);

/// <summary>What <c>engines</c> prints.</summary>
/// <param name="Engines">One element an engine.</param>
internal sealed record EngineList(IReadOnlyList<EngineDescription> Engines);

/// <summary>Serializers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ModuleList))]
[JsonSerializable(typeof(EngineList))]
[JsonSerializable(typeof(CompiledModule))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>The same with characters like plus signs written as themselves.</summary>
    public static CliJson Relaxed { get; } = new(DocumentJson.CreateOptions());
}
