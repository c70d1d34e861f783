using SageTasks.Http;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>Cancels a task at its first request, in a new scene at its second, and so on until it gets through. Each time the task must end as
/// cancelled, leave nothing half done in sight, and complete the work, once, when it is called again.</summary>
public static class CancellationSweep
{
    private const int MostRequests = 200;

    /// <summary>Sweeps a task.</summary>
    /// <param name="point">When, around the request, the call is cancelled.</param>
    /// <param name="begin">Makes a scene in which the task was never called.</param>
    /// <param name="work">The task; it sends through the handler where there is one.</param>
    /// <param name="interrupted">Holds the scene after the cancelled call to what it promises.</param>
    /// <param name="done">Holds the scene to what the whole work looks like, done once.</param>
    /// <param name="mayBeUnknown">Besides every POST, the requests (method and path) whose loss may leave the outcome unknown; null for none.</param>
    public static async Task RunAsync<TScene>(
        CancellationPoint point,
        Func<Task<TScene>> begin,
        Func<TScene, HttpMessageHandler?, CancellationToken, Task> work,
        Action<TScene> interrupted,
        Func<TScene, Task> done,
        Func<string, bool>? mayBeUnknown = null)
    {
        ArgumentNullException.ThrowIfNull(begin);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(interrupted);
        ArgumentNullException.ThrowIfNull(done);
        for (var nth = 0; nth < MostRequests; nth++)
        {
            var scene = await begin();
            using var handler = new CancellingHandler(nth, point);
            var ended = await Record.ExceptionAsync(() => work(scene, handler, handler.Token));
            if (handler.Struck is null)
            {
                Assert.True(nth > 0, "The task sent no request through the handler.");
                Assert.Null(ended);
                await done(scene);
                return;
            }

            Check(ended, handler.Struck, point, mayBeUnknown);
            interrupted(scene);
            await work(scene, null, CancellationToken.None);
            await done(scene);
        }

        Assert.Fail($"The task sends more than {MostRequests} requests.");
    }

    // The last answer may be read before the cancellation is noticed: then the work is simply done.
    private static void Check(Exception? ended, string struck, CancellationPoint point, Func<string, bool>? mayBeUnknown)
    {
        var isRight = ended switch
        {
            OperationCanceledException => true,
            SubmissionUnknownException => struck.StartsWith("POST", StringComparison.Ordinal) || mayBeUnknown?.Invoke(struck) == true,
            null => point == CancellationPoint.AnswerRead,
            _ => false,
        };
        Assert.True(isRight, $"Cancelled at {struck} ({point}), the task ended with {ended?.ToString() ?? "success"}");
    }
}
