namespace CompileBench.Embedding;

/// <summary>Samples the stacks of workers that are about to be stopped.</summary>
internal interface IStageSampler
{
    /// <summary>Begins to sample a process and returns at once; null where this machine cannot.</summary>
    /// <param name="processId">The worker.</param>
    IStageRecording? TryBegin(int processId);
}

/// <summary>Samples of one worker.</summary>
internal interface IStageRecording : IDisposable
{
    /// <summary>The stage that the compiler was in, after the end of the worker; null where no sample says.</summary>
    string? FindStage(CancellationToken cancellation);
}
