namespace CompileBench.Results.Schema;

/// <summary>Why a record or a file of a run cannot be read.</summary>
public enum RecordFault
{
    /// <summary>It is not what it should be: not JSON, a missing field, a value out of range.</summary>
    Malformed,

    /// <summary>A newer version of this tool wrote it.</summary>
    NewerSchema,

    /// <summary>It is not a regular file: a link, a device, a pipe, a directory.</summary>
    UnsafeFile,

    /// <summary>It is larger than any that this tool writes.</summary>
    TooLarge,
}

/// <summary>A record or a file of a run that cannot be read; the message says why in words that complete "… because it …".</summary>
public sealed class RecordFormatException : Exception
{
    /// <summary>Makes a <see cref="RecordFault.Malformed"/> one.</summary>
    public RecordFormatException(string message)
        : this(RecordFault.Malformed, message)
    {
    }

    /// <summary>Makes a <see cref="RecordFault.Malformed"/> one that keeps its cause.</summary>
    public RecordFormatException(string message, Exception inner)
        : this(RecordFault.Malformed, message, inner)
    {
    }

    /// <summary>Makes one with a typed reason and, where there is one, its cause.</summary>
    public RecordFormatException(RecordFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>The reason, for code; the message is for people.</summary>
    public RecordFault Fault { get; }

    /// <summary>The same fault with a longer message, which names the place.</summary>
    public RecordFormatException WithMessage(string message) => new(Fault, message, this);
}
