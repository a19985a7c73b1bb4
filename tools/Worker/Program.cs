using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Worker;

if (WorkerArguments.Parse(args, out var fault) is not { } arguments)
{
    Console.Error.WriteLine($"compilebench worker: unknown option {fault}");
    return 2;
}

using var output = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
var answers = new AnswerPipe(output);
var requests = new RequestPipe(Console.OpenStandardInput());
WasmtimeLibrary baseline;
WasmtimeLibrary? candidate;
try
{
    (baseline, candidate) = arguments.Candidate is { } second
        ? WasmtimeLibrary.LoadPair(arguments.Engine, second, arguments.CandidateFirst)
        : (WasmtimeLibrary.Load(arguments.Engine), null);
}
catch (EngineUnavailableException e)
{
    answers.Send(new WorkerAnswer { Kind = AnswerKind.Unusable, Message = e.Message });
    return 2;
}

if (arguments.LoadsLibraryPages)
{
    LibraryPages.Load(baseline);
}

if (arguments.MemoryCeiling is { } limit)
{
    ChildProcesses.LimitGrowth(limit);
}

using var first = new LoadedEngine(baseline);
using var other = candidate is null ? null : new LoadedEngine(candidate);
var loop = new RequestLoop(first, other, answers);
answers.Send(new WorkerAnswer { Kind = AnswerKind.Ready });
while (requests.Next() is { } request)
{
    loop.Serve(request);
}

return 0;
