namespace CompileBench.Modules.Generation.Ladders;

/// <summary>
/// A report that Wasmtime or its register allocator compiled something slowly, and which shapes make the like of it at any size.
/// </summary>
/// <param name="Reference">The issue, such as <c>wt#4291</c>: <see cref="Thread"/> has the repository of each prefix.</param>
/// <param name="Year">When it was reported.</param>
/// <param name="Reported">The shape as it was reported.</param>
/// <param name="Remark">What a module alone cannot express, or why no shape stands for the report; null where nothing is missing.</param>
public sealed record KnownSlowCompile(string Reference, int Year, string Reported, string? Remark = null)
{
    /// <summary>The shapes that reproduce it; none where <see cref="Remark"/> says why.</summary>
    public IEnumerable<LadderShape> Shapes => LadderShapes.All.Where(shape => shape.KnownIssues.Contains(Reference));

    /// <summary>Where the thread is: an issue or a pull request, which GitHub shows under the address of an issue as well.</summary>
    public Uri Thread
    {
        get
        {
            var hash = Reference.IndexOf('#', StringComparison.Ordinal);
            if (hash < 0)
            {
                return new Uri($"https://github.com/bytecodealliance/regalloc2/commit/{Reference[(Reference.LastIndexOf(' ') + 1)..]}");
            }

            var repository = Reference[..hash] switch
            {
                "wt" => "bytecodealliance/wasmtime",
                "ra2" => "bytecodealliance/regalloc2",
                "cranelift" => "bytecodealliance/cranelift",
                "ref-fvm" => "filecoin-project/ref-fvm",
                "design" => "WebAssembly/design",
                "near" => "near/nearcore",
                "ic" => "dfinity/ic",
                "tari" => "tari-project/tari-ootle",
                "teavm" => "konsoletyper/teavm",
                "jsoo" => "ocsigen/js_of_ocaml",
                var other => throw new InvalidOperationException($"no repository is known as '{other}'"),
            };
            return new Uri($"https://github.com/{repository}/issues/{Reference[(hash + 1)..]}");
        }
    }
}
