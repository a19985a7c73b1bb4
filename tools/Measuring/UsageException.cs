namespace CompileBench.Measuring;

/// <summary>A command line that cannot be carried out; the message is one line for a person.</summary>
public sealed class UsageException(string message) : Exception(message);
