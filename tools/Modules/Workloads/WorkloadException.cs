namespace CompileBench.Modules.Workloads;

/// <summary>A workload that cannot be used. The message is one line that says which file, what is wrong and what to write instead.</summary>
public sealed class WorkloadException(string message, Exception? inner = null) : Exception(message, inner);
