namespace SageTasks.Http;

/// <summary>What may happen when a request is sent twice. Every request declares it; it alone decides what is repeated.</summary>
public enum RequestSafety
{
    /// <summary>Reads and changes nothing (GET, HEAD): repeated on any transient failure, and redirects are followed.</summary>
    Safe,

    /// <summary>Changes something, and twice is the same as once (PUT, DELETE, a POST proven repeatable): repeated on any transient failure.</summary>
    Idempotent,

    /// <summary>Creates something (POST): repeated only where it provably never reached a handler. Every other unclear outcome,
    /// a cancelled token included, is a <see cref="SubmissionUnknownException"/>.</summary>
    Once,
}
