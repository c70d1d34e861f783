namespace SageTasks.Http.Tests;

/// <summary>Every list is read to its end, or says loudly that it was not.</summary>
public class PagingTests
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(true, 4)]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(false, 4)]
    public async Task offset_pages_are_drained_with_and_without_a_hint_that_more_follow(bool hint, int ahead)
    {
        foreach (var count in (int[])[0, 1, 99, 100, 101, 250, 300, 1001])
        {
            var all = Enumerable.Range(0, count).ToList();
            var rules = new PagingOptions { PagesAhead = ahead };

            Assert.Equal(all, await Drain(OffsetPages.ReadAsync((offset, _) => Page(all, (int)offset, 100, hint), rules)));
            Assert.Equal(all, await Drain(OffsetPages.ScanAsync((offset, _) => Page(all, (int)offset, 100, hint), item => $"{item}", rules)));
        }
    }

    [Fact]
    public async Task pages_are_read_ahead_but_not_beyond_what_the_server_counts()
    {
        var all = Enumerable.Range(0, 950).ToList();
        var running = 0;
        var most = 0;
        var asked = new List<long>();

        var items = await Drain(OffsetPages.ReadAsync(async (offset, token) =>
        {
            lock (asked)
            {
                asked.Add(offset);
            }

            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(1, token);
            Interlocked.Decrement(ref running);
            return new OffsetPage<int> { Items = all.Skip((int)offset).Take(100).ToList(), Total = 950 };
        }, new PagingOptions { PagesAhead = 3 }));

        Assert.Equal(all, items);
        Assert.Equal(10, asked.Count);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task pages_asked_for_ahead_at_the_wrong_place_are_dropped()
    {
        var all = Enumerable.Range(0, 500).ToList();

        var items = await Drain(OffsetPages.ReadAsync(
            (offset, _) => Page(all, (int)offset, offset % 7 == 0 ? 100 : 33, true), new PagingOptions { PagesAhead = 3 }));

        Assert.Equal(all, items);
    }

    [Fact]
    public async Task a_server_that_shortens_pages_is_believed_when_it_counts()
    {
        var all = Enumerable.Range(0, 120).ToList();

        var items = await Drain(OffsetPages.ReadAsync((offset, _) => Task.FromResult(new OffsetPage<int> { Items = all.Skip((int)offset).Take(50).ToList(), Total = 120 })));

        Assert.Equal(all, items);
    }

    [Fact]
    public async Task an_empty_offset_page_that_promises_more_fails() => await Assert.ThrowsAsync<PagingException>(() =>
        Drain(OffsetPages.ReadAsync((_, _) => Task.FromResult(new OffsetPage<int> { Items = [], HasMore = true }))));

    [Fact]
    public async Task a_list_that_never_ends_fails_at_the_page_limit()
    {
        var rules = new PagingOptions { MaxPages = 3 };
        var reads = 0;

        await Assert.ThrowsAsync<PagingException>(() => Drain(OffsetPages.ReadAsync((_, _) => Task.FromResult(new OffsetPage<int> { Items = [reads++], HasMore = true }), rules)));
        Assert.Equal(3, reads);
        await Assert.ThrowsAsync<PagingException>(() => Drain(TokenPages.ReadAsync((_, _) => Task.FromResult(new TokenPage<int> { Items = [1], NextToken = $"{reads++}" }), rules)));
        Assert.Equal(6, reads);
    }

    [Fact]
    public async Task the_next_page_is_asked_for_while_the_caller_works_and_given_up_when_the_caller_stops()
    {
        var asked = new List<long>();
        var given = new TaskCompletionSource<bool>();
        var pages = OffsetPages.ReadAsync(async (offset, token) =>
        {
            asked.Add(offset);
            if (offset > 0)
            {
                token.UnsafeRegister(_ => given.SetResult(true), null);
                await Task.Delay(Timeout.Infinite, token);
            }

            return new OffsetPage<int> { Items = [1, 2], HasMore = true };
        });

        await foreach (var item in pages)
        {
            Assert.Equal(1, item);
            Assert.Equal(2, asked.Count);
            break;
        }

        Assert.True(await given.Task);
    }

    [Fact]
    public async Task the_failure_of_a_page_reaches_the_caller_after_the_items_before_it()
    {
        var items = new List<int>();

        await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            await foreach (var item in OffsetPages.ReadAsync((offset, _) =>
                offset == 0 ? Task.FromResult(new OffsetPage<int> { Items = [1, 2], HasMore = true }) : throw new TimeoutException()))
            {
                items.Add(item);
            }
        });

        Assert.Equal([1, 2], items);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("N/A")]
    public async Task token_pages_end_by_every_known_sign(string? end)
    {
        var rules = new PagingOptions { EndTokens = ["N/A"] };

        var items = await Drain(TokenPages.ReadAsync(
            (token, _) => Task.FromResult(new TokenPage<string> { Items = [token ?? "first"], NextToken = token is null ? "second" : end }), rules));

        Assert.Equal("first second", string.Join(' ', items));
    }

    [Fact]
    public async Task a_repeated_token_fails_even_when_it_comes_in_a_circle()
    {
        var next = 0;

        var error = await Assert.ThrowsAsync<PagingException>(() =>
            Drain(TokenPages.ReadAsync((_, _) => Task.FromResult(new TokenPage<int> { Items = [1], NextToken = $"{next++ % 3}" }))));

        Assert.Contains("twice", error.Message);
    }

    [Fact]
    public async Task an_empty_page_with_a_token_is_judged_by_the_platforms_rule()
    {
        static Task<TokenPage<int>> Read(string? token, CancellationToken cancellationToken) => Task.FromResult(token switch
        {
            null => new TokenPage<int> { Items = [1], NextToken = "a" },
            "a" => new TokenPage<int> { Items = [], NextToken = "b" },
            _ => new TokenPage<int> { Items = [2] },
        });

        await Assert.ThrowsAsync<PagingException>(() => Drain(TokenPages.ReadAsync(Read)));
        Assert.Equal([1], await Drain(TokenPages.ReadAsync(Read, new PagingOptions { EmptyPage = EmptyPageRule.End })));
        Assert.Equal([1, 2], await Drain(TokenPages.ReadAsync(Read, new PagingOptions { EmptyPage = EmptyPageRule.Continue })));
    }

    [Fact]
    public async Task cancelling_ends_a_drain_that_waits_for_a_page()
    {
        using var source = new CancellationTokenSource();
        var never = new TaskCompletionSource<TokenPage<int>>();

        var draining = Drain(TokenPages.ReadAsync((_, token) =>
        {
            source.Cancel();
            return never.Task.WaitAsync(token);
        }, cancellationToken: source.Token));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => draining);
    }

    [Fact]
    public async Task a_scan_misses_no_row_when_rows_are_inserted_or_deleted_between_pages()
    {
        var all = Enumerable.Range(0, 300).Select(number => $"r{number}").ToList();
        var reads = 0;
        var items = await Drain(OffsetPages.ScanAsync((offset, _) =>
        {
            switch (++reads)
            {
                case 2:
                    all.InsertRange(0, ["new1", "new2"]);
                    break;
                case 4:
                    all.RemoveRange(0, 50);
                    break;
            }

            return Page(all, (int)offset, 100, true);
        }, name => name));

        Assert.Empty(all.Except(items, StringComparer.Ordinal));
        Assert.Equal(items.Count, items.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(100, false)]
    public async Task a_list_that_has_shown_rows_and_then_comes_empty_is_not_taken_for_read(int lies, bool isRead)
    {
        var all = Enumerable.Range(0, 250).Select(number => $"r{number}").ToList();
        var reads = 0;
        var scanning = Drain(OffsetPages.ScanAsync(
            (offset, _) => ++reads > 1 && reads <= 1 + lies ? Page<string>([], 0, 100, true) : Page(all, (int)offset, 100, true),
            name => name,
            new PagingOptions { PagesAhead = 0 }));

        if (isRead)
        {
            Assert.Equal(all, await scanning);
        }
        else
        {
            await Assert.ThrowsAsync<PagingException>(() => scanning);
        }
    }

    [Fact]
    public async Task a_scan_of_a_list_that_never_stands_still_fails()
    {
        var reads = 0;

        await Assert.ThrowsAsync<PagingException>(() => Drain(OffsetPages.ScanAsync(
            (_, _) => Task.FromResult(new OffsetPage<string> { Items = [$"a{reads++}", $"b{reads}"], HasMore = true }), name => name, new PagingOptions { PagesAhead = 0 })));

        Assert.Equal(10, reads);
    }

    private static Task<OffsetPage<T>> Page<T>(List<T> all, int offset, int size, bool hint) => Task.FromResult(new OffsetPage<T>
    {
        Items = all.Skip(offset).Take(size).ToList(),
        HasMore = hint ? offset + size < all.Count : null,
    });

    private static async Task<List<T>> Drain<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
