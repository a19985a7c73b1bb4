using System.Text;

namespace CompileBench.Hostile.Tests.Inputs;

/// <summary>A file that a command is given, which nobody should trust.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Make">Makes it at a path.</param>
/// <param name="IsPipe">Whether it becomes a named pipe, which is made for all at once.</param>
internal sealed record HostileFile(string Name, string FileName, Action<string> Make, bool IsPipe = false)
{
    /// <summary>Suite files.</summary>
    public static IReadOnlyList<HostileFile> Suites { get; } =
    [
        new("suite is a pipe", "pipe.suite", _ => { }, IsPipe: true),
        new("suite is a device", "device.suite", path => File.CreateSymbolicLink(path, "/dev/zero")),
        new("suite is a folder", "folder.suite", path => Directory.CreateDirectory(path)),
        Text("suite is empty", "empty.suite", ""),
        Text("suite has only comments", "comments.suite", "# a\n# b\n"),
        Text("suite has NULs", "nul.suite", "a\0b/x.wasm\n\0\n"),
        new("suite is too large", "large.suite", path =>
        {
            using var file = File.OpenWrite(path);
            file.SetLength(1L << 33);
        }),
        Text("suite has escape codes", "escape.suite", "\u001b[2J\u0007\u202Esqlite\n"),
        Text("suite names a pattern out of its folder that matches nothing", "out.suite", "../../../../../../../../../*nowhere*/**/*.wasm\n"),
    ];

    /// <summary>Files of other tools.</summary>
    public static IReadOnlyList<HostileFile> Imports { get; } =
    [
        new("import is a pipe", "pipe.json", _ => { }, IsPipe: true),
        new("import is a device", "device.json", path => File.CreateSymbolicLink(path, "/dev/zero")),
        Text("import is nested deeply", "deep.json", string.Concat(Enumerable.Repeat("[", 200_000))),
        Text("import has a time of 1e400", "infinite.json", """[{"arch":"x86_64","engine":"e","wasm":"w","process":1,"iteration":0,"phase":"Compilation","event":"cycles","count":1e400}]"""),
        Text("import has wrong types", "types.json", """{"Title":7,"HostEnvironmentInfo":[],"Benchmarks":{"a":1}}"""),
        Text("import is text", "text.json", "hello"),
        Text("import has a label of 10 MB", "label.json", $$"""[{"arch":"x86_64","engine":"{{new string('x', 10_000_000)}}","wasm":"w","process":1,"iteration":0,"phase":"Compilation","event":"cycles","count":1}]"""),
    ];

    private static HostileFile Text(string name, string fileName, string text) => new(name, fileName, path => File.WriteAllText(path, text, new UTF8Encoding(false)));
}

/// <summary>A library that is given as an engine.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Source">Its source in C; null where <paramref name="Make"/> makes it.</param>
/// <param name="Make">Makes it at a path.</param>
internal sealed record HostileLibrary(string Name, string? Source, Action<string>? Make = null)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileLibrary> All { get; } =
    [
        new("text file", null, path => File.WriteAllText(path, "hello")),
        new("folder", null, path => Directory.CreateDirectory(path)),
        new("device", null, path => File.CreateSymbolicLink(path, "/dev/zero")),
        new("pipe", null),
        new("start of a library", null, path => File.WriteAllBytes(path, [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, .. new byte[57]])),
        new("lacks every function", "int nothing(void) { return 0; }"),
        new("aborts when it is loaded", "#include <stdlib.h>\n__attribute__((constructor)) static void f(void) { abort(); }"),
        new("ends the process when it is loaded", "#include <unistd.h>\n__attribute__((constructor)) static void f(void) { _exit(0); }"),
        new("forks when it is loaded and leaves a child", "#include <unistd.h>\n__attribute__((constructor)) static void f(void) { if (fork() == 0) { setsid(); close(0); close(1); close(2); pause(); } }"),
        new("returns null pointers", "void* wasm_config_new(void) { return 0; }\nvoid* wasm_engine_new_with_config(void* c) { return 0; }\nvoid* wasmtime_store_new(void* a, void* b, void* c) { return 0; }"),
    ];
}
