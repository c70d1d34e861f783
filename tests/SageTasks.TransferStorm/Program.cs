Console.WriteLine("shell");
