using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Runs;

/// <summary>Files of one JSON document per line, which an experiment appends to and reads back when it is resumed.</summary>
internal static class JsonLines
{
    /// <summary>Reads the documents; none where there is no file. A last line without its end, as a crash leaves one, is left out.</summary>
    /// <exception cref="RecordFormatException">A whole line cannot be read; the message names file and line.</exception>
    public static IReadOnlyList<T> Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var documents = new List<T>();
        var lines = File.ReadAllText(path).Split('\n');
        for (var i = 0; i < lines.Length - 1; i++)
        {
            try
            {
                documents.Add(JsonSerializer.Deserialize(lines[i], type) ?? throw new JsonException("the line is null"));
            }
            catch (JsonException e)
            {
                throw new RecordFormatException($"{path}: line {i + 1} cannot be read: {e.Message}", e);
            }
        }

        return documents;
    }

    /// <summary>Opens a file to append lines, after cutting off a last line without its end.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static FileStream OpenToAppend(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        file.SetLength(Array.LastIndexOf(bytes, (byte)'\n') + 1);
        file.Seek(0, SeekOrigin.End);
        return file;
    }
}
