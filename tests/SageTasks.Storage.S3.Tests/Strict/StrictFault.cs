namespace SageTasks.Storage.S3.Tests;

internal enum StrictFault
{
    None,

    /// <summary>The write takes place; the answer never comes.</summary>
    LoseReply,

    /// <summary>Another write of the key is under way: 409, and nothing takes place.</summary>
    Conflict,

    /// <summary>A byte changes on the way.</summary>
    DamageBody,

    /// <summary>The write takes place, and somebody else's takes its place before the answer comes.</summary>
    Overtake,
}
