namespace SageTasks.Storage.Azure.Tests;

/// <summary>Lets a request through and loses the first reply.</summary>
internal sealed class LosingHandler(Func<HttpRequestMessage, bool> isIt) : DelegatingHandler
{
    public int Lost { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (!isIt(request) || Lost > 0)
        {
            return answer;
        }

        Lost++;
        answer.Dispose();
        throw new IOException("The connection was closed.");
    }
}
