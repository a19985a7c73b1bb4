namespace CompileBench.Analysis.Policy.Budgets;

/// <summary>Whether a case keeps to a budget.</summary>
public enum BudgetVerdict
{
    /// <summary>It does.</summary>
    Within,

    /// <summary>It does not: its time, or the time after which it was stopped, is beyond the budget.</summary>
    Over,

    /// <summary>The bounds of its time lie on both sides of the budget: more measuring may settle it.</summary>
    TooCloseToCall,

    /// <summary>It was stopped before the budget was used up, so its time is not known.</summary>
    Unknown,
}
