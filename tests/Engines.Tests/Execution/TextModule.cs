using System.Text;
using CompileBench.Engines.Native;

namespace CompileBench.Engines.Tests.Execution;

/// <summary>Makes modules of WebAssembly text, by the function of the engine's library.</summary>
internal static unsafe class TextModule
{
    /// <summary>What every WASI program of these tests begins with: the imports, a memory, and a function that prints bytes to a descriptor.</summary>
    public const string Wasi = """
        (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (import "wasi_snapshot_preview1" "environ_sizes_get" (func $environ_sizes_get (param i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes_get (param i32 i32) (result i32)))
        (memory (export "memory") 1)
        (func $print (param $to i32) (param $at i32) (param $size i32)
          (i32.store (i32.const 0) (local.get $at))
          (i32.store (i32.const 4) (local.get $size))
          (drop (call $fd_write (local.get $to) (i32.const 0) (i32.const 1) (i32.const 8))))
        """;

    /// <summary>The binary module.</summary>
    public static byte[] FromText(string text)
    {
        var library = WasmtimeLibrary.Load(null);
        var convert = (delegate* unmanaged[Cdecl]<byte*, nuint, WasmtimeLibrary.ByteVector*, nint>)library.Find("wasmtime_wat2wasm");
        var utf8 = Encoding.UTF8.GetBytes(text);
        WasmtimeLibrary.ByteVector module;
        fixed (byte* bytes = utf8)
        {
            var error = convert(bytes, (nuint)utf8.Length, &module);
            if (error != 0)
            {
                throw new ArgumentException(library.TakeMessage(error), nameof(text));
            }
        }

        try
        {
            return new ReadOnlySpan<byte>(module.Data, checked((int)module.Size)).ToArray();
        }
        finally
        {
            library.ByteVectorDelete(&module);
        }
    }

    /// <summary>A WASI program whose <c>_start</c> has this body.</summary>
    public static byte[] FromProgram(string body, string more = "") => FromText($"(module {Wasi} {more} (func (export \"_start\") (local $i i32) {body}))");
}
