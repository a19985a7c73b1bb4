namespace CompileBench.Faults.Tests.Campaign;

/// <summary>Signal numbers, the same on Linux and macOS.</summary>
internal static class PosixSignals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
}
