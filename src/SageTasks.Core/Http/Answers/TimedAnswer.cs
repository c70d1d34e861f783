using System.Runtime.InteropServices;

namespace SageTasks.Http;

/// <summary>An answer, and when it was given.</summary>
/// <typeparam name="T">The kind of answer.</typeparam>
/// <param name="Answer">The answer.</param>
/// <param name="ServerTime">The server's clock (<c>Date</c>); null where it did not say.</param>
/// <param name="Waited">How long the request waited in this process until it was sent: nothing in the answer is older than that.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimedAnswer<T>(T Answer, DateTimeOffset? ServerTime, TimeSpan Waited);
