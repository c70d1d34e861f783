namespace SageTasks.Storage.Tests;

public sealed class JournalLockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Each holder deletes the file before it lets go, as a finished transfer does: the next one must not hold the deleted file
    // while a third holds the new one.
    [Fact]
    public void Only_one_holds_it_although_the_file_comes_and_goes()
    {
        var path = _folder["journal"];
        var (inside, most, held) = (0, 0, 0);
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 3000; i++)
            {
                try
                {
                    using var handle = JournalLock.Acquire(path, "out");
                    var now = Interlocked.Increment(ref inside);
                    Interlocked.Increment(ref held);
                    for (var seen = most; seen < now; seen = most)
                    {
                        Interlocked.CompareExchange(ref most, now, seen);
                    }

                    Thread.Yield();
                    Interlocked.Decrement(ref inside);
                    File.Delete(path);
                }
                catch (DestinationBusyException)
                {
                    Thread.Yield();
                }
            }
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(1, most);
        Assert.InRange(held, 4, 12_000);
    }
}
