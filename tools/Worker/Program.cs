using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Worker;

string? engine = null;
long? ceiling = null;
for (var i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--engine":
            engine = args[i + 1];
            break;
        case "--memory-ceiling" when long.TryParse(args[i + 1], out var bytes):
            ceiling = bytes;
            break;
        default:
            Console.Error.WriteLine($"compilebench worker: unknown option {args[i]}");
            return 2;
    }
}

using var output = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
var requests = new RequestPipe(Console.OpenStandardInput());
WasmtimeLibrary library;
try
{
    library = WasmtimeLibrary.Load(engine);
}
catch (EngineUnavailableException e)
{
    output.WriteLine(WorkerProtocol.Line(new WorkerAnswer { Kind = AnswerKind.Unusable, Message = e.Message }));
    output.Flush();
    return 2;
}

if (ceiling is { } limit)
{
    ChildProcesses.LimitGrowth(limit);
}

using var loop = new RequestLoop(library, output);
output.WriteLine(WorkerProtocol.Line(new WorkerAnswer { Kind = AnswerKind.Ready }));
output.Flush();
while (requests.Next() is { } request)
{
    loop.Serve(request);
}

return 0;
