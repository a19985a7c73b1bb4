namespace CompileBench.Engines.Isolation;

/// <summary>What a worker does beside compiling where the artifact is wanted: the engine to compile for, the limits to set, and the file to write.</summary>
/// <param name="Path">The artifact's file, absolute. It must not exist.</param>
/// <param name="Switches">
/// The switches of the engine that loads the artifact, as the C API names them (<c>consume_fuel</c>, <c>epoch_interruption</c>, <c>wasm_gc</c>), where they
/// are not the library's defaults.
/// </param>
/// <param name="MemoryCeilingBytes">Private memory that the process may add before an allocation fails; null for none. The worker refuses where it cannot be set.</param>
/// <param name="CpuCeilingSeconds">CPU time after which the system ends the process; null for none. The worker refuses where it cannot be set.</param>
/// <param name="IsLowPriority">Whether the worker lowers its priority first, so that the owner's own work goes first.</param>
public sealed record ArtifactRequest(
    string Path, IReadOnlyDictionary<string, bool> Switches, long? MemoryCeilingBytes = null, double? CpuCeilingSeconds = null, bool IsLowPriority = false);

/// <summary>An artifact in a file.</summary>
/// <param name="Bytes">Its size, in bytes.</param>
/// <param name="Checksum">The <see cref="ArtifactChecksum"/> of its bytes.</param>
public sealed record ArtifactFile(long Bytes, uint Checksum);
