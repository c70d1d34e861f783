using System.Text.Json.Serialization;

namespace SageTasks.Testing;

/// <summary>What can go wrong on purpose. The first group happens to any request; the second is played by the platform itself.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>The connection is cut before the request is handled: nothing happened.</summary>
    DropRequest,

    /// <summary>The request is handled, then the connection is cut instead of answering.</summary>
    DropReply,

    /// <summary>The client is cut off at once; the request is handled after <see cref="FaultRule.Delay"/>, as behind a slow proxy.</summary>
    LateCommit,

    /// <summary>The request is handled twice, as when a proxy sends it again; the client gets one of the two answers.</summary>
    DeliverTwice,

    /// <summary>A 5xx answer (<see cref="FaultRule.Status"/>, else 503); nothing happened.</summary>
    FailBefore,

    /// <summary>The request is handled, then a 5xx answer (<see cref="FaultRule.Status"/>, else 502) is given instead.</summary>
    FailAfter,

    /// <summary>The platform's own answer to a client that is too fast; nothing happened. It is a 429, of S3 and Azure a 503; Tower's says
    /// <c>Retry-After: 0</c>, Synapse's has no such header, and Cavatica's tells of a window that ends within the second.</summary>
    Throttle,

    /// <summary>The request waits for <see cref="FaultRule.Delay"/> and is then handled, whether or not the client is still there.</summary>
    Delay,

    /// <summary>The request is handled; the answer's body breaks off in the middle.</summary>
    CutBody,

    /// <summary>A list or search answers 200 with no rows.</summary>
    EmptyList,

    /// <summary>A list ignores its search and answers with everything.</summary>
    IgnoreSearch,

    /// <summary>Rows are inserted and removed between the pages of a list, so that offsets no longer line up.</summary>
    ShiftPages,

    /// <summary>A new item stays out of lists and searches for its own random time up to <see cref="FaultRule.MaxDelay"/>; by id it is there at once.</summary>
    HideFromLists,

    /// <summary>A cancellation is accepted and takes effect only after <see cref="FaultRule.Delay"/>.</summary>
    SlowCancel,

    /// <summary>A cancellation is refused.</summary>
    RefuseCancel,

    /// <summary>The server's clock, its timestamps and its Date header are off by <see cref="FaultRule.Skew"/>.</summary>
    SkewClock,

    /// <summary>Ids of new items come in no order.</summary>
    UnorderedIds,

    /// <summary>A stored request is given back with its properties in another order, numbers written differently and defaults filled in.</summary>
    Reserialize,

    /// <summary>Signed URLs are already expired when they are given out.</summary>
    ExpireUrls,

    /// <summary>A part of an upload that did arrive is refused when it is added.</summary>
    RefusePart,

    /// <summary>Somebody else changes the thing just before an update that names its etag, so that the update comes too late.</summary>
    Overtake,

    /// <summary>Of a chunk of a resumable upload only the first half is kept, and the answer says so.</summary>
    ShortWrite,

    /// <summary>A conditional write meets another one of the same object: S3's 409, which says to try again. Nothing happened.</summary>
    ConflictingWrite,

    /// <summary>Cavatica's answer while it is being maintained, a 503 with the code 0; nothing happened.</summary>
    Maintenance,
}
