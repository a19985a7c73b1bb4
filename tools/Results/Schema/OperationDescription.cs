namespace CompileBench.Results.Schema;

/// <summary>What records and reports say of a measured operation. The engine's side of it is in <c>Engines/Operations</c>.</summary>
/// <param name="Name">The name in records and on the command line, such as <c>compile</c>.</param>
/// <param name="SettingsMatter">Whether compiler settings change what is measured. A case of any other operation has <see cref="NoSettings"/>.</param>
/// <param name="Role">The operation's place in reports.</param>
/// <param name="Past">The past participle for reports: <c>compiled</c>.</param>
public sealed record OperationDescription(string Name, bool SettingsMatter, OperationRole Role, string Past)
{
    /// <summary>The settings' name in a case whose operation has none.</summary>
    public const string NoSettings = "-";

    /// <summary>Decoding and validating a module without compiling it.</summary>
    public static OperationDescription Validate { get; } = new(OperationNames.Validate, SettingsMatter: false, OperationRole.Floor, "validated");

    /// <summary>Compiling a module: the subject of this project.</summary>
    public static OperationDescription Compile { get; } = new(OperationNames.Compile, SettingsMatter: true, OperationRole.Subject, "compiled");

    /// <summary>Loading a module that was compiled before.</summary>
    public static OperationDescription Deserialize { get; } = new(OperationNames.Deserialize, SettingsMatter: true, OperationRole.Other, "deserialized");

    /// <summary>Creating an instance of a compiled module.</summary>
    public static OperationDescription Instantiate { get; } = new(OperationNames.Instantiate, SettingsMatter: true, OperationRole.Other, "instantiated");

    /// <summary>Executing the workload of a compiled module.</summary>
    public static OperationDescription Execute { get; } = new(OperationNames.Execute, SettingsMatter: true, OperationRole.Execution, "executed");

    /// <summary>Every operation that a record can name, in the order of reports.</summary>
    public static IReadOnlyList<OperationDescription> All { get; } = [Validate, Compile, Deserialize, Instantiate, Execute];

    /// <summary>The place in reports of the operation of that name; <see cref="OperationRole.Other"/> where this version has none.</summary>
    public static OperationRole RoleOf(string name) => Find(name)?.Role ?? OperationRole.Other;

    /// <summary>The operation of that name; null where this version has none.</summary>
    public static OperationDescription? Find(string name) => All.FirstOrDefault(o => o.Name == name);
}

/// <summary>The place of an operation in reports.</summary>
public enum OperationRole
{
    /// <summary>A table of its own beside the tables of compile times.</summary>
    Other,

    /// <summary>The least time that a compile of the same module can take: one column beside the compile times.</summary>
    Floor,

    /// <summary>The operation that tables, budgets, ladders and charts are about.</summary>
    Subject,

    /// <summary>Running the compiled code, against which its compile time is held.</summary>
    Execution,
}
