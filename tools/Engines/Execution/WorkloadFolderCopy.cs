using System.Globalization;
using CompileBench.Engines.Operations;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Execution;

/// <summary>A copy of a workload's folder in the system's temporary folder. The program reads the copy, so that nothing it does reaches the files of a person.</summary>
internal sealed class WorkloadFolderCopy : IDisposable
{
    private const string Prefix = "compilebench-workload-";

    // A folder above these limits is a person's folder of something else that a module happens to lie in.
    private const int MostFiles = 1000;
    private const long MostBytes = 256L << 20;

    private int _files;
    private long _bytes;

    private WorkloadFolderCopy(string path) => Path = path;

    /// <summary>Where the copy lies, absolute.</summary>
    public string Path { get; }

    /// <summary>Copies a folder. Modules, expected outputs, workload files and links are left out.</summary>
    /// <param name="folder">The folder; null for an empty copy.</param>
    /// <exception cref="OperationFailedException">The folder is too large.</exception>
    /// <exception cref="IOException">A file cannot be copied.</exception>
    public static WorkloadFolderCopy Make(string? folder)
    {
        RemoveAbandoned();
        var copy = new WorkloadFolderCopy(Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-").FullName);
        try
        {
            if (folder is not null)
            {
                copy.Add(new DirectoryInfo(folder), copy.Path, folder);
            }

            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Remove(Path);

    private void Add(DirectoryInfo from, string to, string root)
    {
        foreach (var entry in from.EnumerateFileSystemInfos().Where(e => e.LinkTarget is null))
        {
            var target = System.IO.Path.Combine(to, entry.Name);
            if (entry is DirectoryInfo folder)
            {
                Directory.CreateDirectory(target);
                Add(folder, target, root);
            }
            else if (entry is FileInfo file && IsInput(file.Name))
            {
                (_files, _bytes) = (_files + 1, _bytes + file.Length);
                if (_files > MostFiles || _bytes > MostBytes)
                {
                    throw new OperationFailedException(new OperationFailure(
                        OutcomeKind.Rejected, $"the workload's folder {root} has more than {MostFiles} files or {MostBytes >> 20} MiB: put the module and its input into a folder of their own"));
                }

                file.CopyTo(target);
            }
        }
    }

    private static bool IsInput(string name) =>
        !name.EndsWith(".wasm", StringComparison.OrdinalIgnoreCase)
        && !name.EndsWith(".expected", StringComparison.Ordinal)
        && !name.EndsWith(WorkloadFile.Extension, StringComparison.Ordinal);

    // A worker that is killed leaves its copy behind; the next one removes it.
    private static void RemoveAbandoned()
    {
        foreach (var path in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            var id = System.IO.Path.GetFileName(path)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(id, CultureInfo.InvariantCulture, out var process) && !IsRunning(process))
            {
                Remove(path);
            }
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process removes it at the same time, or a virus scanner still reads it.
        }
    }
}
