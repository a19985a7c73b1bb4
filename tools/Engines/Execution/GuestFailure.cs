using System.Text;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Execution;

/// <summary>Turns what the engine reports of a call into the failure of an operation.</summary>
internal static unsafe class GuestFailure
{
    // The engine puts a backtrace of the module before the reason.
    private const string BacktraceMark = "error while executing at wasm backtrace:";
    private const string CauseMark = "Caused by:";

    /// <summary>The failure of a call; null where it succeeded.</summary>
    public static OperationFailure? FromCall(GuestModule module, nint error, nint trap)
    {
        var message = error != 0 ? module.Engine.Library.TakeMessage(error) : trap != 0 ? TakeTrap(module, trap) : null;
        return message is null ? null : new OperationFailure(OutcomeKind.Trapped, Reason(message));
    }

    /// <summary>The failure of an instantiation; null where it succeeded. An error outside of the module's own code is the engine's refusal.</summary>
    public static OperationFailure? FromInstantiation(GuestModule module, nint error, nint trap)
    {
        if (error == 0)
        {
            return FromCall(module, 0, trap);
        }

        var message = module.Engine.Library.TakeMessage(error);
        return message.Contains(BacktraceMark, StringComparison.Ordinal)
            ? new OperationFailure(OutcomeKind.Trapped, Reason(message))
            : OperationFailure.FromRejection(message);
    }

    /// <summary>The reason at the end of an engine's message, without the backtrace before it.</summary>
    internal static string Reason(string message)
    {
        var cause = message.LastIndexOf(CauseMark, StringComparison.Ordinal);
        return cause < 0 ? message : message[(cause + CauseMark.Length)..].Trim();
    }

    private static string TakeTrap(GuestModule module, nint trap)
    {
        WasmtimeLibrary.ByteVector text;
        module.Runtime.TrapMessage(trap, &text);
        var message = Encoding.UTF8.GetString(text.Data, checked((int)text.Size)).TrimEnd('\0');
        module.Engine.Library.ByteVectorDelete(&text);
        module.Runtime.TrapDelete(trap);
        return WasmtimeLibrary.OneLine(message);
    }
}
