using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CompileBench.Benchmarks.SelfBenchmarks;

/// <summary>
/// The workload of the catalog's SHA-256 modules as a bare loop over the native call: each digest of 512 bytes replaces the beginning of the next
/// input. The default engine of the library compiles the module, with the settings that the suite calls <c>speed-backtracking</c>.
/// </summary>
internal sealed unsafe class BareDigest : IDisposable
{
    /// <summary>The length of one input.</summary>
    public const int InputBytes = 512;

    /// <summary>The length of a digest.</summary>
    public const int DigestBytes = 32;

    // Room for wasmtime_extern_t and wasmtime_instance_t of any version; the union of an extern lies behind its kind.
    private const int BlobBytes = 64;
    private const int UnionOffset = 8;

    private readonly nint _library;
    private readonly nint _engine;
    private readonly nint _module;
    private readonly nint _linker;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint> _storeNew;
    private readonly delegate* unmanaged[Cdecl]<nint, nint> _storeContext;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _storeDelete;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, nint, byte*, nint*, nint> _instantiate;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, byte*, byte> _export;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, long*, nuint, nint*, nint> _call;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*> _memoryData;

    private BareDigest(string libraryPath, byte[] module)
    {
        _library = NativeLibrary.Load(libraryPath);
        _storeNew = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)Find("wasmtime_store_new");
        _storeContext = (delegate* unmanaged[Cdecl]<nint, nint>)Find("wasmtime_store_context");
        _storeDelete = (delegate* unmanaged[Cdecl]<nint, void>)Find("wasmtime_store_delete");
        _instantiate = (delegate* unmanaged[Cdecl]<nint, nint, nint, byte*, nint*, nint>)Find("wasmtime_linker_instantiate");
        _export = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, byte*, byte>)Find("wasmtime_instance_export_get");
        _call = (delegate* unmanaged[Cdecl]<nint, byte*, long*, nuint, nint*, nint>)Find("wasmtime_func_call_unchecked");
        _memoryData = (delegate* unmanaged[Cdecl]<nint, byte*, byte*>)Find("wasmtime_memory_data");
        _engine = ((delegate* unmanaged[Cdecl]<nint>)Find("wasm_engine_new"))();
        nint compiled = 0;
        fixed (byte* bytes = module)
        {
            Check(((delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, nint>)Find("wasmtime_module_new"))(_engine, bytes, (nuint)module.Length, &compiled));
        }

        _module = compiled;
        _linker = ((delegate* unmanaged[Cdecl]<nint, nint>)Find("wasmtime_linker_new"))(_engine);
        Check(((delegate* unmanaged[Cdecl]<nint, nint, nint>)Find("wasmtime_linker_define_unknown_imports_as_traps"))(_linker, _module));
    }

    /// <summary>Loads a library and compiles the module.</summary>
    /// <param name="libraryPath">The native library.</param>
    /// <param name="module">The module.</param>
    /// <exception cref="InvalidOperationException">The library refuses the module.</exception>
    public static BareDigest Compile(string libraryPath, byte[] module) => new(libraryPath, module);

    /// <summary>Runs the loop in a fresh instance, from an input of zeros.</summary>
    /// <param name="from">The address of the input.</param>
    /// <param name="to">The address of the digest.</param>
    /// <param name="repeat">How many digests, at least 1.</param>
    /// <param name="digest">The last digest.</param>
    /// <returns>The time of the loop alone, in nanoseconds.</returns>
    public double Run(int from, int to, int repeat, out byte[] digest)
    {
        var store = _storeNew(_engine, 0, 0);
        var context = _storeContext(store);
        byte* instance = stackalloc byte[BlobBytes], function = stackalloc byte[BlobBytes], memory = stackalloc byte[BlobBytes];
        var values = stackalloc long[2];
        nint trap = 0;
        Check(_instantiate(_linker, context, _module, instance, &trap));
        fixed (byte* digestName = "digest"u8, memoryName = "memory"u8)
        {
            Check(_export(context, instance, digestName, 6, function) == 0 || _export(context, instance, memoryName, 6, memory) == 0 ? 1 : 0);
        }

        new Span<byte>(_memoryData(context, memory + UnionOffset) + from, InputBytes).Clear();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeat; i++)
        {
            values[0] = InputBytes;
            _ = _call(context, function + UnionOffset, values, 1, &trap);
            var data = _memoryData(context, memory + UnionOffset);
            new ReadOnlySpan<byte>(data + to, DigestBytes).CopyTo(new Span<byte>(data + from, DigestBytes));
        }

        var time = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        Check(trap);
        digest = new ReadOnlySpan<byte>(_memoryData(context, memory + UnionOffset) + to, DigestBytes).ToArray();
        _storeDelete(store);
        return time;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ((delegate* unmanaged[Cdecl]<nint, void>)Find("wasmtime_linker_delete"))(_linker);
        ((delegate* unmanaged[Cdecl]<nint, void>)Find("wasmtime_module_delete"))(_module);
        ((delegate* unmanaged[Cdecl]<nint, void>)Find("wasm_engine_delete"))(_engine);
        NativeLibrary.Free(_library);
    }

    private nint Find(string function) => NativeLibrary.GetExport(_library, function);

    private static void Check(nint error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException("the library refuses the module, or a call of it trapped: run --filter '*Execute*' --module sha256-as, which says why");
        }
    }
}
