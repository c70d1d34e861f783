using System.Collections.Concurrent;

namespace SageTasks.Conventions.Tests.Fixtures;

public static class StaticState
{
    public static readonly string Fixed = "";

    public static readonly List<string> Growing = [];

    public static readonly ConcurrentDictionary<string, int> Concurrent = new();

    public static readonly Cache Own = new();

    public static int Changing = Fixed.Length + Growing.Count + Concurrent.Count;

    public sealed class Cache
    {
        private readonly Dictionary<string, int> _known = [];

        public int Add(string text) => _known[text] = text.Length;
    }
}
