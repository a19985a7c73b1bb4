using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;

namespace CompileBench.Cli.Commands;

/// <summary><c>modules generate</c>: writes the module of a recipe.</summary>
internal static class ModulesGenerateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var recipe = new Argument<string>("recipe") { Description = "a ladder module as SHAPE@SIZE, or a fuzz module as fuzz-default@SEED, fuzz-all@SEED or fuzz-winch@SEED" };
        var output = CommonOptions.RequiredOut("write the module to this file; - for standard output");
        var command = new Command("generate", "generate a ladder or fuzz module") { recipe, output };
        command.SetAction(async (result, cancellation) =>
        {
            var catalog = ModuleCatalog.Load();
            var name = result.GetValue(recipe)!;
            if (!catalog.TryFind(name, out var entry, out var fault))
            {
                throw new UsageException(fault);
            }

            if (entry.Origin is not GeneratedModule)
            {
                throw new UsageException($"{name} is no recipe but {entry.Origin}: bring it with modules fetch");
            }

            var bytes = catalog.Generate(entry);
            var path = result.GetValue(output)!;
            if (path == "-")
            {
                await using var standard = Console.OpenStandardOutput();
                await standard.WriteAsync(bytes, cancellation);
            }
            else
            {
                await File.WriteAllBytesAsync(path, bytes, cancellation);
                CliConsole.Line($"{path}: {bytes.Length:N0} bytes");
            }

            return 0;
        });
        return command;
    }
}
