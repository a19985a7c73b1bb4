using System.Collections.Concurrent;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;

namespace CompileBench.Worker;

/// <summary>
/// Reads requests on a thread of its own. The end of the input means that the owner is gone, however it went: the process then kills
/// itself at once, also while native code is compiling on the main thread.
/// </summary>
internal sealed class RequestPipe
{
    private readonly BlockingCollection<WorkerRequest> _requests = [];

    public RequestPipe(Stream input)
    {
        var thread = new Thread(() => Read(input)) { IsBackground = true, Name = "requests" };
        thread.Start();
    }

    /// <summary>The next request; blocks until there is one.</summary>
    public WorkerRequest? Next() => _requests.Take();

    private void Read(Stream input)
    {
        try
        {
            using var reader = new StreamReader(input);
            while (reader.ReadLine() is { } line)
            {
                _requests.Add(WorkerProtocol.ReadRequest(line));
            }
        }
        catch (Exception e) when (e is IOException or System.Text.Json.JsonException)
        {
            Console.Error.WriteLine($"compilebench worker: {e.Message}");
        }

        ChildProcesses.KillSelf();
    }
}
