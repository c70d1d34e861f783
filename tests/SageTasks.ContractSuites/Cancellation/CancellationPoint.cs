namespace SageTasks.ContractSuites;

/// <summary>When a call is cancelled, seen from one of its requests.</summary>
public enum CancellationPoint
{
    /// <summary>The request has not left this machine.</summary>
    BeforeSending,

    /// <summary>The server has done what it was asked, and its answer is not read.</summary>
    AnswerLost,

    /// <summary>The answer is there.</summary>
    AnswerRead,
}
