using System.CommandLine;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring;
using CompileBench.Modules.Wasm.Components;
using CompileBench.Reporting.Language;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Commands;

/// <summary><c>modules extract</c>: writes the core modules of a component as files of their own.</summary>
internal static class ModulesExtractCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var component = new Argument<string>("component") { Description = "a component's file, or - for standard input" };
        var output = CommonOptions.RequiredOut("write the core modules to this directory");
        var command = new Command("extract", "write the core modules of a component as files of their own, for commands that take modules only") { component, output };
        command.SetAction(async (result, cancellation) =>
        {
            var (inputs, directory) = (await ModuleInput.FindAsync(result.GetValue(component)!, cancellation), result.GetValue(output)!);
            if (File.Exists(directory))
            {
                throw new UsageException($"{directory} is a file: name a directory with -o");
            }

            var bytes = inputs is [var input] ? input.Read(cancellation) : throw new UsageException($"{result.GetValue(component)} is a folder: name one component");
            if (!CoreModules.IsComponent(bytes))
            {
                throw new UsageException($"{input.Name} is no component: it can be used as it is");
            }

            var modules = CoreModules.Find(bytes);
            CliConsole.Line($"{input.Name}: {CountText.Format(modules.Length, "core module")}, {modules.Sum(m => (long)m.Size):N0} of {bytes.Length:N0} bytes");
            Directory.CreateDirectory(directory);
            foreach (var module in modules)
            {
                var path = Path.Combine(directory, $"{Path.GetFileNameWithoutExtension(input.Name)}-{module.Path.Replace('/', '-')}.wasm");
                AtomicFile.Write(path, module.In(bytes).ToArray());
                CliConsole.Line($"{path}  {module.Size:N0} bytes");
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
