using System.CommandLine;

namespace CompileBench.Cli.Commands;

/// <summary><c>modules list|fetch|profile|generate</c>.</summary>
internal static class ModulesCommands
{
    /// <summary>The command.</summary>
    public static Command Create() => new("modules", "the catalog's modules, and profiles of any")
    {
        ModulesListCommand.Create(),
        ModulesFetchCommand.Create(),
        ModulesProfileCommand.Create(),
        ModulesGenerateCommand.Create(),
    };
}
