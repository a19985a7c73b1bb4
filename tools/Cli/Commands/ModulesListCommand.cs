using System.CommandLine;
using System.Text.Json;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Reporting.Documents.Tables;

namespace CompileBench.Cli.Commands;

/// <summary><c>modules list</c>: every entry of the catalog with licence, origin and digest.</summary>
internal static class ModulesListCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var shapes = new Option<bool>("--shapes") { Description = "list the shapes of ladder modules instead; SHAPE@SIZE names a module" };
        var command = new Command("list", "list every module of the catalog") { json, shapes };
        command.SetAction(result =>
        {
            if (result.GetValue(shapes))
            {
                foreach (var shape in LadderShapes.All)
                {
                    CliConsole.Line($"{shape.Name,-32} {shape.Description}");
                }

                return 0;
            }

            var modules = ModuleCatalog.Load().Entries.Select(Listing).ToList();
            if (result.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(new ModuleList(modules), CliJson.Relaxed.ModuleList));
            }
            else
            {
                Print(modules);
            }

            return 0;
        });
        return command;
    }

    private static ModuleListing Listing(CatalogEntry entry) => new(
        entry.Name.Text,
        entry.Origin.Describe(),
        entry.Licence,
        entry.Category.ToString(),
        entry.Digest?.ToString(),
        entry.Bytes,
        entry.SourceLanguage,
        entry.HostedLanguage,
        entry.Toolchain);

    private static void Print(IReadOnlyList<ModuleListing> modules)
    {
        var table = new TextTable("module", ">KB", "language", "toolchain", "licence", "origin") { LeaveOut = ["toolchain", "language"] };
        foreach (var m in modules)
        {
            table.AddRow(m.Name, $"{m.Bytes / 1000.0:0.0}", m.HostedLanguage ?? m.SourceLanguage ?? "", m.Toolchain ?? "", m.Licence ?? "", m.Origin);
        }

        CliConsole.Write(table);
        CliConsole.Line($"{modules.Count} modules; generated ones are named SHAPE@SIZE (modules list --shapes)");
    }
}
