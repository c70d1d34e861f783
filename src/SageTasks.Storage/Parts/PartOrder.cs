namespace SageTasks.Storage;

/// <summary>Lets parts through in the order of their numbers. Whoever fails leaves the others waiting until they are cancelled.</summary>
internal sealed class PartOrder(int first)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TaskCompletionSource> _waiting = [];
    private int _next = first;

    public Task WaitAsync(int part, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (part == _next)
            {
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting[part] = turn;
            return turn.Task.WaitAsync(cancellationToken);
        }
    }

    public void Next()
    {
        lock (_lock)
        {
            if (_waiting.Remove(++_next, out var turn))
            {
                turn.SetResult();
            }
        }
    }
}
