namespace CompileBench.Modules.Generation.Patterns;

/// <summary>What a pattern repeats as its size grows.</summary>
public enum Repetition
{
    /// <summary>The opening and the closing half one after another, again and again in one function.</summary>
    Sequence,

    /// <summary>All opening halves, the core, then all closing halves: constructs inside one another, or values that pile up.</summary>
    Nested,

    /// <summary>Functions with a few repetitions of the motif each.</summary>
    Functions,

    /// <summary>As <see cref="Sequence"/>, with as many locals as repetitions.</summary>
    Locals,

    /// <summary>As <see cref="Sequence"/>, with as many globals as repetitions.</summary>
    Globals,

    /// <summary>Parameters of one function; each repetition computes one argument.</summary>
    Parameters,

    /// <summary>As <see cref="Sequence"/>, and each repetition calls a function of a type of its own through a table.</summary>
    Types,

    /// <summary>As <see cref="Sequence"/> a few times, beside a table with as many elements as the size says.</summary>
    Elements,

    /// <summary>As <see cref="Sequence"/> a few times, beside as many data segments as the size says.</summary>
    Data,

    /// <summary>As <see cref="Sequence"/> a few times, each time followed by a <c>br_table</c> with as many labels as the size says.</summary>
    Labels,
}
