using System.CommandLine;

namespace CompileBench.Cli.Commands;

/// <summary><c>modules list|fetch|profile|generate|extract</c>.</summary>
internal static class ModulesCommands
{
    /// <summary>The command.</summary>
    public static Command Create() => new("modules", "list, download, profile and generate modules, and extract them from components")
    {
        ModulesListCommand.Create(),
        ModulesFetchCommand.Create(),
        ModulesProfileCommand.Create(),
        ModulesGenerateCommand.Create(),
        ModulesExtractCommand.Create(),
    };
}
