using System.Text;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation;

/// <summary>One small component per proposal for the component model that an engine may have off. Each validates where its proposal is on.</summary>
public static class ProposalComponents
{
    private const byte CoreModuleSection = 1;
    private const byte CoreInstanceSection = 2;
    private const byte AliasSection = 6;
    private const byte TypeSection = 7;
    private const byte CanonicalSection = 8;
    private const byte ImportSection = 10;

    private const byte U32 = 0x79;
    private const byte StringType = 0x73;
    private const byte FunctionSort = 1;
    private const byte InstanceSort = 5;

    // How the name of an import begins that has options, and the options.
    private const byte NameWithOptions = 2;
    private const byte Implements = 0;
    private const byte VersionSuffix = 1;

    /// <summary>The type <c>map&lt;string, u32&gt;</c>.</summary>
    public static byte[] Maps() => Component(Section(TypeSection, 1, 0x63, StringType, U32));

    /// <summary>An import of a function without parameters named <c>[get]a</c>.</summary>
    public static byte[] Accessors() => Component(
        Section(TypeSection, 1, 0x40, 0, 0, U32),
        Section(ImportSection, [1, 0, .. Text("[get]a"), FunctionSort, 0]));

    /// <summary>An import of an instance named <c>a:b/c@1</c> with the version suffix <c>.2.3</c>.</summary>
    public static byte[] CanonicalNames() => InstanceImport("a:b/c@1", VersionSuffix, ".2.3");

    /// <summary>An import of an instance named <c>a</c> that implements <c>a:b/c</c>.</summary>
    public static byte[] ImplementedInterfaces() => InstanceImport("a", Implements, "a:b/c");

    /// <summary>A function that a component lifts as an asynchronous one without a callback, so that it waits on a stack of its own.</summary>
    public static byte[] AsyncStackful()
    {
        using var core = new ModuleAssembler();
        core.Export("f", ExternalKind.Function, core.DeclareFunction(core.FunctionType([], [])));
        core.BeginBody().End();
        core.EndBody();
        return Component(
            Section(CoreModuleSection, core.ToArray()),
            Section(CoreInstanceSection, 1, 0, 0, 0),
            Section(AliasSection, [1, 0, 0, 1, 0, .. Text("f")]),
            Section(TypeSection, 1, 0x43, 0, 1, 0),
            Section(CanonicalSection, 1, 0, 0, 0, 1, 6, 0));
    }

    /// <summary>The built-in function <c>subtask.cancel</c> in its asynchronous form.</summary>
    public static byte[] MoreAsyncBuiltins() => Component(Section(CanonicalSection, 1, 6, 1));

    private static byte[] InstanceImport(string name, byte option, string value) => Component(
        Section(TypeSection, 1, 0x42, 0),
        Section(ImportSection, [1, NameWithOptions, .. Text(name), 1, option, .. Text(value), InstanceSort, 0]));

    private static byte[] Component(params byte[][] sections) => [.. ModuleHeader.Magic, 0x0D, 0, 1, 0, .. sections.SelectMany(s => s)];

    // Every section here is shorter than 128 bytes, so that its size is one byte.
    private static byte[] Section(byte id, params byte[] contents) => [id, checked((byte)(contents.Length < 128 ? contents.Length : throw new ArgumentException("too long", nameof(contents)))), .. contents];

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
