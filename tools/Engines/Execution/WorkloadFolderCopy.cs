using CompileBench.Engines.Operations;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Execution;

/// <summary>A copy of a workload's folder in the system's temporary folder. The program reads the copy, so that nothing it does reaches the files of a person.</summary>
internal sealed class WorkloadFolderCopy : IDisposable
{
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
        WorkloadFolders.RemoveAbandoned();
        var copy = new WorkloadFolderCopy(WorkloadFolders.Create());
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
    public void Dispose() => WorkloadFolders.Remove(Path);

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
}
