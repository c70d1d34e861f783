namespace SageTasks.Conventions.Tests.Fixtures;

public class UncancellableMethods : IAsyncDisposable
{
    public Task NoToken() => Task.CompletedTask;

    public Task<int> NotOptional(CancellationToken cancellationToken) => Task.FromResult(cancellationToken.GetHashCode());

    public ValueTask TokenFirst(CancellationToken cancellationToken = default, int count = 1) => ValueTask.CompletedTask;

    public IAsyncEnumerable<int> Sequence(int count) => AsyncEnumerable.Range(0, count);

    public Task RightAsync(int count, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected Task MisnamedToken(CancellationToken token = default) => Task.CompletedTask;
}
