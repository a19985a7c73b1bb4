using System.Reflection;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Native;

/// <summary>The native library that came with the Wasmtime package this build references.</summary>
public static class PackagedLibrary
{
    /// <summary>The package's version, such as <c>50.0.1</c>.</summary>
    public static string Version { get; } =
        (typeof(Wasmtime.Config).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? typeof(Wasmtime.Config).Assembly.GetName().Version!.ToString(3)).Split('+')[0];

    /// <summary>The .NET name of this system and processor, such as <c>linux-x64</c>.</summary>
    public static string RuntimeIdentifier { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>The file name of a Wasmtime library on this system.</summary>
    public static string FileName { get; } =
        OperatingSystem.IsWindows() ? "wasmtime.dll" : OperatingSystem.IsMacOS() ? "libwasmtime.dylib" : "libwasmtime.so";

    /// <summary>Where it lies.</summary>
    /// <exception cref="EngineUnavailableException">The package has none for this system.</exception>
    public static string Path()
    {
        var searched = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(System.IO.Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeIdentifier, "native"))
            .Append(AppContext.BaseDirectory)
            .Select(directory => System.IO.Path.GetFullPath(System.IO.Path.Combine(directory, FileName)));
        return searched.FirstOrDefault(File.Exists)
            ?? throw new EngineUnavailableException($"the Wasmtime package brings no {FileName} for {RuntimeIdentifier}: name a library with --engine LABEL=PATH");
    }
}
