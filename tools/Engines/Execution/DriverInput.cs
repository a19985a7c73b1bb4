using System.Globalization;
using CompileBench.Modules.Workloads;

namespace CompileBench.Engines.Execution;

/// <summary>A workload's files and parameters for its driver. Files are read before the timed region.</summary>
internal sealed class DriverInput
{
    private readonly Workload _workload;
    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>Reads every file of the workload's folder.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public DriverInput(Workload workload)
    {
        _workload = workload;
        foreach (var path in workload.Folder is { } folder ? Directory.GetFiles(folder) : [])
        {
            _files.Add(Path.GetFileName(path), File.ReadAllBytes(path));
        }
    }

    /// <summary>The file that the parameter <c>input</c> names.</summary>
    public byte[] Bytes => NamedFile("input");

    /// <summary>How often the driver repeats its call, so that an execution is long enough to be measured.</summary>
    public int Repeat => Number("repeat", 1);

    /// <summary>The file that a parameter names.</summary>
    /// <exception cref="Operations.OperationFailedException">The parameter or the file is missing.</exception>
    public byte[] NamedFile(string parameter) =>
        _files.TryGetValue(Text(parameter), out var file) ? file : throw Guest.Unusable($"the workload's folder has no file {Text(parameter)}");

    /// <summary>A parameter.</summary>
    /// <exception cref="Operations.OperationFailedException">It is missing.</exception>
    public string Text(string parameter) =>
        _workload.Parameters.TryGetValue(parameter, out var text) ? text : throw Guest.Unusable($"the workload has no parameter {parameter}");

    /// <summary>A whole number.</summary>
    /// <exception cref="Operations.OperationFailedException">The text is not a number.</exception>
    public int Number(string parameter, int otherwise) =>
        !_workload.Parameters.TryGetValue(parameter, out var text) ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
        : throw Guest.Unusable($"the workload's parameter {parameter} is '{text}' and not a number");
}
