using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.FaultyWorker;
using CompileBench.Worker;

// The real worker in every respect but one: for the modules its environment names it does what no worker should.
var engine = Option("--engine");
if (Option("--greeting") is { } greeting)
{
    Console.Out.WriteLine(greeting);
    Thread.Sleep(Timeout.Infinite);
}

var faults = FaultList.FromEnvironment();
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true, NewLine = "\n" };
var requests = new RequestPipe(Console.OpenStandardInput());
var library = WasmtimeLibrary.Load(engine);
if (Option("--memory-ceiling") is { } ceiling && long.TryParse(ceiling, out var limit))
{
    ChildProcesses.LimitGrowth(limit);
}

using var loaded = new LoadedEngine(library);
var loop = new RequestLoop(loaded, null, new AnswerPipe(output));
output.WriteLine(WorkerProtocol.Line(new WorkerAnswer { Kind = AnswerKind.Ready }));
while (requests.Next() is { } request)
{
    if (faults.ForModule(request.ModuleDigest) is { } fault && !(fault == Misdeed.StoppedOnce && Misdeed.StopOnce()) && !(fault == Misdeed.KilledOnce && Misdeed.KillOnce()))
    {
        Misdeed.Do(fault, request, library.Path, output);
    }
    else
    {
        loop.Serve(request);
    }
}

return 0;

string? Option(string name)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
