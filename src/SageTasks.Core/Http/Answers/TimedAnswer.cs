using System.Runtime.InteropServices;

namespace SageTasks.Http;

/// <summary>An answer, and the server's clock when it was given.</summary>
/// <typeparam name="T">The kind of answer.</typeparam>
/// <param name="Answer">The answer.</param>
/// <param name="ServerTime">The server's clock (<c>Date</c>); null where it did not say.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimedAnswer<T>(T Answer, DateTimeOffset? ServerTime);
